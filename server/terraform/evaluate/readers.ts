import { readDirectory } from './calls.ts';
import { readFile } from './functions/files.ts';
import { instancesOf } from './instances.ts';
import { readArgument, readOutput } from './modules.ts';
import { readDocumentFact } from './policyDocument.ts';
import { defaultTags } from './providers.ts';
import { readRepetition } from './references.ts';
import { evaluateResource } from './resources.ts';
import { repetitionOf } from './instances.ts';
import type { Module, Run } from './scope.ts';
import { readScope } from './scopes.ts';
import { readLocal, readVariable } from './variables.ts';

/** How each kind of fact is asked for again, by the first word of its key. */
export const readers: Run['readers'] = {
  argument: readArgument,
  directory: readDirectory,
  document: readDocumentFact,
  file: readFile,
  instances: (module, name) => declaredAt(module, name, (declared) => instancesOf(module, declared, name)),
  local: readLocal,
  output: readOutput,
  repetition: (module, name) =>
    declaredAt(module, name, (declared) => repetitionOf(module, declared, name)) ??
    readRepetition(module, name),
  resource: evaluateResource,
  scope: readScope,
  tags: defaultTags,
  variable: readVariable,
};

function declaredAt<T>(
  module: Module,
  name: string,
  read: (declared: {
    name: string;
    parts: NonNullable<ReturnType<Module['declarations']['modules']['get']>>['parts'];
  }) => T,
): T | undefined {
  const { modules, resources } = module.declarations;
  const declared =
    name.startsWith('module.') && !resources.has(name)
      ? modules.get(name.slice('module.'.length))
      : resources.get(name);
  return declared && read(declared);
}
