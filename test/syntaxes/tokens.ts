// Tokenizes text as an editor does, over a small grammar of each language with our injections.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import type { Remark } from '../fixture.ts';

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(new Uint8Array(wasm).buffer);

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly contributes: { readonly grammars: readonly Contribution[] };
};
const ours = manifest.contributes.grammars;
const bases = new Map([
  ['source.yaml', new URL('yaml.base.json', import.meta.url)],
  ['source.json', new URL('json.base.json', import.meta.url)],
]);

/** What a token of ours is, by the scope that decides its colour. */
const kinds = new Map([
  ['support.function.intrinsic.cloudformation', 'intrinsic'],
  ['variable.language.pseudo-parameter.cloudformation', 'pseudo parameter'],
  ['variable.other.cloudformation', 'variable'],
  ['variable.other.property.cloudformation', 'attribute'],
  ['constant.character.escape.literal.cloudformation', 'literal'],
  ['keyword.other.suppression.pillarlint', 'suppression'],
  ['entity.name.function.rule.pillarlint', 'rule'],
  ['string.unquoted.reason.pillarlint', 'reason'],
  ['comment.line.number-sign.terraform', 'comment'],
  ['comment.line.double-slash.terraform', 'comment'],
  ['comment.block.terraform', 'comment'],
  ['entity.name.type.block.terraform', 'block'],
  ['variable.other.enummember.label.terraform', 'label'],
  ['variable.other.property.terraform', 'name'],
  ['string.quoted.double.terraform', 'string'],
  ['string.unquoted.heredoc.terraform', 'heredoc'],
  ['keyword.control.heredoc.terraform', 'marker'],
  ['meta.embedded.interpolation.terraform', 'code'],
  ['constant.character.escape.terraform', 'escape'],
  ['constant.numeric.terraform', 'number'],
  ['constant.language.boolean.terraform', 'boolean'],
  ['constant.language.null.terraform', 'null'],
  ['keyword.control.terraform', 'keyword'],
  ['keyword.operator.arrow.terraform', 'operator'],
  ['keyword.operator.comparison.terraform', 'operator'],
  ['keyword.operator.logical.terraform', 'operator'],
  ['keyword.operator.expansion.terraform', 'operator'],
  ['keyword.operator.splat.terraform', 'operator'],
  ['keyword.operator.arithmetic.terraform', 'operator'],
  ['keyword.operator.conditional.terraform', 'operator'],
  ['storage.type.terraform', 'type'],
  ['support.function.terraform', 'function'],
  ['variable.language.terraform', 'root'],
  ['variable.other.terraform', 'reference'],
  ['variable.other.member.terraform', 'member'],
]);

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: (scopeName) => {
    const path = ours.find((grammar) => grammar.scopeName === scopeName)?.path;
    const file =
      bases.get(scopeName) ?? (path === undefined ? undefined : new URL(`../../${path}`, import.meta.url));
    if (file === undefined) return Promise.resolve(null);
    return Promise.resolve(textmate.parseRawGrammar(readFileSync(file, 'utf8'), file.pathname));
  },
  getInjections: (scopeName) =>
    ours.filter(({ injectTo }) => injectTo?.includes(scopeName)).map((grammar) => grammar.scopeName),
});
const grammars = {
  yaml: await registry.loadGrammar('source.yaml'),
  json: await registry.loadGrammar('source.json'),
  terraform: await registry.loadGrammar('source.terraform'),
  tfvars: await registry.loadGrammar('source.tfvars'),
} satisfies Readonly<Record<string, IGrammar | null>>;

export type Language = keyof typeof grammars;

/** The tokens that our grammars colour, with their kinds; touching tokens of one kind are one. */
export function coloured(language: Language, text: string): Remark[] {
  const found: Remark[] = [];
  let state = textmate.INITIAL;
  let start = 0;
  for (const line of text.split('\n')) {
    const result = grammars[language]?.tokenizeLine(line.replace(/\r$/, ''), state);
    if (result === undefined) break;
    for (const { scopes, startIndex, endIndex } of result.tokens) {
      const kind = scopes.map((scope) => kinds.get(scope)).findLast((name) => name !== undefined);
      if (kind === undefined) continue;
      const last = found.at(-1);
      const token = { start: start + startIndex, end: start + endIndex, message: kind };
      if (last?.end === token.start && last.message === kind)
        found[found.length - 1] = { ...last, end: token.end };
      else found.push(token);
    }
    state = result.ruleStack;
    start += line.length + 1;
  }
  return found;
}
