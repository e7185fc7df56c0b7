import {
  allowsAction,
  allowsAllActions,
  allowsAnyone,
  allowsEscalation,
  allowsFullAdmin,
  allowsNotAction,
  allowsNotPrincipal,
  allowsNotResource,
  allowsServiceWildcard,
  allowsWildcard,
  hasConditionOn,
  hasMalformedAction,
  passesRoleFreely,
} from './allows.ts';
import {
  grantsAllActions,
  grantsOtherAccountAllActions,
  grantsToService,
  grantsToServiceFreely,
  grantsToWrittenAccount,
  mixesKeyDuties,
} from './grants.ts';
import { imageNamed } from './images.ts';
import { instanceFamilyIn, instanceProcessorIn, instanceSizeAtLeast } from './instanceTypes.ts';
import { firstOfMesh, joinsOverlappingNetworks } from './joinedNetworks.ts';
import { allowsActionInTable } from './listedActions.ts';
import { structuredLogFormat } from './logFormats.ts';
import { jsonLongerThan } from './jsonSize.ts';
import { mentioned } from './mentions.ts';
import { cidrNarrowerThan, cidrWiderThan, openToWorld, overlapping, privateCidr } from './networks.ts';
import { unpinnedImage, unpinnedModule } from './pins.ts';
import { deploysWithout } from './pipelines.ts';
import {
  arnOf,
  awsManagedKey,
  bucketDomain,
  bucketWebsite,
  refersToType,
  writtenInPlace,
} from './references.ts';
import { scheduleMoreOftenThan } from './schedules.ts';
import {
  comesFromSecret,
  containsCredential,
  fromReadableParameter,
  literalSecret,
  looksLikeSecret,
  namedLikeSecret,
  namesSecretWithLiteral,
} from './secrets.ts';
import { servesZonesAtLeast, sharesZoneWithSiblings } from './sharedZones.ts';
import { overlapsSibling, repeatedAmongSiblings } from './siblings.ts';
import { taskWithoutRetry, taskWithoutTimeout } from './stateMachines.ts';
import { exactlyOnePresent, hasTag, includesAll, jsonHas } from './structures.ts';
import { datePast, inTable, tableDatePast } from './tables.ts';
import { admitsWorld, allTraffic, portRangeIncludes, portRangeWiderThan } from './trafficRules.ts';
import { deniesEveryone, deniesInsecureTransport, deniesTlsBelow } from './transport.ts';
import {
  trustsAllActions,
  trustsAnyone,
  trustsCognitoFreely,
  trustsFederationFreely,
  trustsGithubFreely,
  trustsOtherAccountFreely,
  trustsPeopleWithoutMfa,
  trustsUnauthenticated,
} from './trust.ts';
import { assignsSecret, installs, runs } from './userData.ts';
import { versionAtLeast, versionBelow } from './versions.ts';
import { availabilityZonesAtLeast, distinctAtLeast } from './zones.ts';
import type { Predicate } from './predicate.ts';
import { remembered } from './policyVerdict.ts';

/** Every predicate by the name that rules call it; `docs/predicates.md` describes them. */
export const predicates: Readonly<Record<string, Predicate>> = {
  allowsAnyone: remembered(allowsAnyone),
  allowsFullAdmin: remembered(allowsFullAdmin),
  allowsAllActions: remembered(allowsAllActions),
  allowsServiceWildcard: remembered(allowsServiceWildcard),
  allowsAction,
  allowsActionInTable: remembered(allowsActionInTable),
  allowsEscalation: remembered(allowsEscalation),
  passesRoleFreely: remembered(passesRoleFreely),
  allowsNotAction: remembered(allowsNotAction),
  allowsNotResource: remembered(allowsNotResource),
  allowsNotPrincipal: remembered(allowsNotPrincipal),
  allowsWildcard: remembered(allowsWildcard),
  hasConditionOn: remembered(hasConditionOn),
  grantsAllActions,
  grantsOtherAccountAllActions,
  grantsToService,
  grantsToServiceFreely,
  grantsToWrittenAccount,
  mixesKeyDuties,
  deniesInsecureTransport,
  deniesTlsBelow,
  deniesEveryone,
  hasMalformedAction: remembered(hasMalformedAction),
  trustsAnyone,
  trustsOtherAccountFreely,
  trustsPeopleWithoutMfa,
  trustsFederationFreely,
  trustsGithubFreely,
  trustsCognitoFreely,
  trustsUnauthenticated,
  trustsAllActions,
  openToWorld,
  cidrWiderThan,
  cidrNarrowerThan,
  privateCidr,
  admitsWorld,
  portRangeIncludes,
  portRangeWiderThan,
  allTraffic,
  overlapsSibling,
  overlapping,
  joinsOverlappingNetworks,
  firstOfMesh,
  containsCredential,
  looksLikeSecret,
  literalSecret,
  namesSecretWithLiteral,
  namedLikeSecret,
  fromReadableParameter,
  comesFromSecret,
  assignsSecret,
  writtenInPlace,
  scheduleMoreOftenThan,
  versionAtLeast,
  versionBelow,
  inTable,
  tableDatePast,
  datePast,
  instanceFamilyIn,
  instanceSizeAtLeast,
  instanceProcessorIn,
  arnOf,
  refersToType,
  awsManagedKey,
  bucketDomain,
  bucketWebsite,
  imageNamed,
  unpinnedImage,
  unpinnedModule,
  structuredLogFormat,
  installs,
  runs,
  availabilityZonesAtLeast,
  distinctAtLeast,
  sharesZoneWithSiblings,
  servesZonesAtLeast,
  exactlyOnePresent,
  includesAll,
  hasTag,
  jsonHas,
  jsonLongerThan,
  repeatedAmongSiblings,
  mentioned,
  taskWithoutRetry,
  taskWithoutTimeout,
  deploysWithout,
};
