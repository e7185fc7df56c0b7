import type { Resource } from '../../model/resource.ts';
import type { Scope } from '../evaluate/scope.ts';

/** The CloudFormation resources that a SAM resource generates, as far as rules look at them. */
export function viewsOf(resource: Resource, scope: Scope): readonly Resource[] {
  void resource;
  void scope;
  return [];
}
