import type { Data, DataJson, DataMap, DataReference, DataTemplate } from '../../model/dialect.ts';

/** The map that the data is; `undefined` for scalars, lists, references, templates and JSON strings. */
export function asDataMap(data: Data): DataMap | undefined {
  if (typeof data !== 'object' || isList(data) || isReference(data) || isTemplate(data) || isJson(data))
    return undefined;
  return data;
}

export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

export function isReference(data: object): data is DataReference {
  return '$reference' in data;
}

export function isTemplate(data: object): data is DataTemplate {
  return '$template' in data;
}

export function isJson(data: object): data is DataJson {
  return '$json' in data;
}

/** The maps of a list that holds nothing else, which is how repeated blocks are written; `undefined` for other data. */
export function asBlocks(data: Data): readonly DataMap[] | undefined {
  if (!isList(data) || data.length === 0) return undefined;
  const maps = data.map(asDataMap);
  return maps.every((map) => map !== undefined) ? maps : undefined;
}

/** What stands in a block as blocks and attributes: maps are blocks, unless their name is that of a map attribute. */
export function asBody(map: DataMap): DataMap {
  const entries = Object.entries(map).map(([key, data]): [string, Data] => {
    const name = key.replace(/^\^/, '');
    const inner = asDataMap(data);
    const maps = inner && !mapAttributes.has(name) ? [inner] : asBlocks(data);
    return [name, maps?.map(asBody) ?? data];
  });
  return Object.fromEntries(entries);
}

/** Attributes that hold maps in the AWS provider and those around it, where more types use the name for a map than for a block. */
export const mapAttributes: ReadonlySet<string> = new Set(
  (
    'additional_encryption_context additional_version_weights advanced_options airflow_configuration_options allocation_resource_tags ' +
    'ami_tags arguments athena_properties attribute_mapping attributes backup_options client_metadata client_properties ' +
    'column_to_json_key_mappings connection_properties connector_configuration container_environment_variables context ' +
    'credentials_map custom_parameters custom_properties default_arguments default_run_properties dimensions driver_opts ' +
    'dynamic_parameters encryption_context_equals encryption_context_subset environment_variables exclude_tags extra_params ' +
    'final_backup_tags global_settings header_parameters hyperparameters incident_tags input_paths job_tags keepers labels limits ' +
    'mappings matching_attributes_list non_overridable_arguments parameter_overrides parameters principal_tags profile_properties ' +
    'properties property_map provider_details query_string_parameters recovery_point_tags regional_parameters request_models ' +
    'request_parameters request_templates requests required_claims resource_tags resource_type_management_preference ' +
    'resource_type_opt_in_preference response_models response_parameters response_templates restore_metadata_overrides ' +
    'runtime_environment_secrets runtime_environment_variables signing_parameters stage_variable_overrides stage_variables ' +
    'staging_area_tags supported_login_providers table_configurations tag_map tags tags_all tags_to_add target_tags ' +
    'task_properties triggers validation_data variable_tags variables volume_tags weights'
  ).split(' '),
);
