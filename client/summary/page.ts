import type { Summary, SummaryFinding, SummaryPillar, SummaryPlace, TextKey } from '../protocol.ts';
import type { PageMessage } from './message.ts';

declare function acquireVsCodeApi(): { postMessage(message: PageMessage): void };

const editor = acquireVsCodeApi();
const root = document.getElementById('summary');
let shown: Summary | undefined;
let filter: string | undefined;

window.addEventListener('message', ({ data }: MessageEvent<Summary>) => {
  shown = data;
  draw();
});
editor.postMessage({ kind: 'ready' });

function draw(): void {
  if (!shown || !root) return;
  const summary = shown;
  root.replaceChildren(
    header(summary),
    pillarList(summary),
    ...byResource(summary),
    ...byPractice(summary),
    ...unknowns(summary),
    ...(summary.framework === undefined ? [] : [make('footer', {}, summary.framework)]),
  );
}

/** An element with attributes, and children that are elements or text. */
function make(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(
  text: string,
  press: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = make('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', press);
  return element;
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

function header({ texts, subject }: Summary): HTMLElement {
  const about = fill(texts.subject, { documents: subject.documents, resources: subject.resources });
  return make(
    'header',
    {},
    make('div', {}, make('h1', {}, `${texts.heading}: ${subject.name}`), make('p', {}, about)),
    make(
      'div',
      { class: 'tools' },
      button(texts.refresh, () => editor.postMessage({ kind: 'refresh' })),
      button(texts.copy, () => editor.postMessage({ kind: 'copy' })),
    ),
  );
}

function pillarList(summary: Summary): HTMLElement {
  const cards = summary.pillars.map((pillar) => make('li', {}, card(pillar, summary)));
  return make('ul', { class: 'pillars', 'aria-label': summary.texts.chart }, ...cards);
}

function card(pillar: SummaryPillar, { texts }: Summary): HTMLElement {
  const { id, title, asks, failed, passed, unknown } = pillar;
  const counts: readonly [TextKey, number][] = [
    ['failed', failed],
    ['unknown', unknown],
    ['passed', passed],
  ];
  const rows = counts.flatMap(([key, count]) => [
    make('dt', { class: `key ${key}` }, texts[key]),
    make('dd', {}, String(count)),
  ]);
  const element = make('button', { type: 'button', class: 'pillar', 'aria-pressed': String(filter === id) });
  element.append(ring(pillar), make('strong', {}, title));
  if (asks !== undefined) element.append(make('p', {}, asks));
  element.append(
    failed + passed + unknown === 0 ? make('small', {}, texts.nothingJudged) : make('dl', {}, ...rows),
  );
  element.addEventListener('click', () => {
    filter = filter === id ? undefined : id;
    draw();
    root?.querySelector<HTMLElement>(`.pillar[aria-pressed='true']`)?.focus();
  });
  return element;
}

const space = 'http://www.w3.org/2000/svg';

function shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A ring of what failed, is unknown and passed; in its middle the share that passed of what could be told. */
function ring({ failed, passed, unknown }: SummaryPillar): SVGElement {
  const svg = shape('svg', { viewBox: '0 0 48 48', 'aria-hidden': 'true' });
  const total = failed + passed + unknown;
  const around = { cx: '24', cy: '24', r: '20', pathLength: '100', transform: 'rotate(-90 24 24)' };
  svg.append(shape('circle', { ...around, class: 'ring track' }));
  let start = 0;
  for (const [name, count] of Object.entries({ failed, unknown, passed })) {
    const length = total === 0 ? 0 : (100 * count) / total;
    if (length > 0) {
      svg.append(
        shape('circle', {
          ...around,
          class: `ring ${name}`,
          'stroke-dasharray': `${String(length)} 100`,
          'stroke-dashoffset': String(-start),
        }),
      );
    }
    start += length;
  }
  const score = shape('text', { x: '24', y: '24', class: 'score' });
  score.textContent =
    failed + passed === 0 ? '–' : `${String(Math.floor((100 * passed) / (failed + passed)))}%`;
  svg.append(score);
  return svg;
}

function visible<T extends { readonly pillar: string }>(places: readonly T[]): readonly T[] {
  return filter === undefined ? places : places.filter(({ pillar }) => pillar === filter);
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

function byResource(summary: Summary): HTMLElement[] {
  const findings = visible(summary.findings);
  const heading = make('h2', {}, summary.texts.byResource);
  if (findings.length === 0) return [heading, make('p', {}, summary.texts.noFindings)];
  const groups = grouped(findings, ({ resource, resourceType }) => [`${resource}  ${resourceType}`]);
  return [heading, ...[...groups].flatMap(([name, items]) => [make('h3', {}, name), list(items, summary)])];
}

function list(findings: readonly SummaryFinding[], summary: Summary): HTMLElement {
  return make('ul', { class: 'findings' }, ...findings.map((finding) => row(finding, summary)));
}

function row(finding: SummaryFinding, { texts }: Summary): HTMLElement {
  const details = make('small', {}, `${texts[finding.severity]} · ${finding.rule}`);
  const { fix } = finding;
  const repair = fix
    ? [
        ' ',
        button(`${texts.fix}: ${fix.title}`, () => editor.postMessage({ kind: 'fix', ...placeOf(finding) })),
      ]
    : [];
  const caution =
    fix?.caution === undefined
      ? []
      : [make('div', {}, make('small', {}, `${texts.caution}: ${fix.caution}`))];
  return make(
    'li',
    { class: finding.severity },
    link(finding, finding.message),
    make('div', {}, details, ...repair),
    ...caution,
  );
}

function placeOf({ uri, rule, range }: SummaryPlace): Pick<SummaryPlace, 'uri' | 'rule' | 'range'> {
  return { uri, rule, range };
}

function link(place: SummaryPlace, text: string): HTMLElement {
  return button(text, () => editor.postMessage({ kind: 'open', ...placeOf(place) }), { class: 'place' });
}

function byPractice(summary: Summary): HTMLElement[] {
  const groups = grouped(visible(summary.findings), ({ practices }) => practices);
  const practices = summary.practices.filter(({ id }) => groups.has(id));
  if (practices.length === 0) return [];
  const parts = practices.flatMap(({ id, title, href, risk }) => [
    make('h3', {}, make('a', { href }, `${id} ${title}`), ` (${risk})`),
    make(
      'ul',
      { class: 'findings' },
      ...(groups.get(id) ?? []).map((finding) =>
        make('li', { class: finding.severity }, link(finding, finding.message)),
      ),
    ),
  ]);
  return [make('h2', {}, summary.texts.byPractice), ...parts];
}

function unknowns(summary: Summary): HTMLElement[] {
  const places = visible(summary.unknowns);
  if (places.length === 0) return [];
  const rows = places.map((place) =>
    make(
      'li',
      { class: 'info' },
      link(place, `${place.resource}: ${place.title}`),
      make('div', {}, make('small', {}, place.causes.join(' '))),
    ),
  );
  return [make('h2', {}, summary.texts.unknowns), make('ul', { class: 'findings' }, ...rows)];
}
