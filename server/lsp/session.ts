import type { ProtocolConnection } from 'vscode-languageserver/node';
import type { RuleSet } from '../engine/rule.ts';
import type { Language } from '../language/catalogue.ts';
import { type TextData, type Texts, textsOf } from '../language/texts.ts';
import { type Reader, allReaders } from '../service/reader.ts';
import { type Settings, defaultSettings, speechOf } from '../service/settings.ts';
import type { Snapshot } from '../service/snapshot.ts';
import { Units } from '../service/units.ts';
import type { Client } from './client.ts';
import { Disk } from './disk.ts';
import { OpenDocuments } from './openDocuments.ts';
import type { Pipe } from './pipe.ts';
import { Reports } from './reports.ts';
import { canonicalUri, pathOf } from './uri.ts';

/** What the server needs beside its connection. */
export interface Materials {
  readonly version: string;
  readonly rules: RuleSet;
  /** Texts are loaded when their language is first asked for. */
  readonly textData: (language: Language) => TextData;
}

/** One client's stay, from `initialize` to `exit`. */
export class Session {
  readonly connection: ProtocolConnection;
  readonly pipe: Pipe;
  readonly materials: Materials;
  readonly disk = new Disk([]);
  readonly documents = new OpenDocuments(this.disk);
  readonly reports = new Reports();
  readonly units: Units;
  settings: Settings = defaultSettings;
  phase: 'starting' | 'running' | 'ended' = 'starting';
  #client: Client | undefined;
  #texts: Texts;
  #languages = new Map<Language, Texts>();

  constructor(
    connection: ProtocolConnection,
    pipe: Pipe,
    materials: Materials,
    readers: readonly Reader[] = allReaders(),
  ) {
    this.connection = connection;
    this.pipe = pipe;
    this.materials = materials;
    this.units = new Units(this.documents, readers, {
      rules: materials.rules,
      speech: speechOf(defaultSettings),
    });
    this.#texts = textsOf('en');
  }

  get client(): Client {
    if (!this.#client) throw new Error('The client has not introduced itself');
    return this.#client;
  }

  get texts(): Texts {
    return this.#texts;
  }

  begin(client: Client): void {
    this.#client = client;
    this.phase = 'running';
    this.openFolders(client.folders);
    this.apply(defaultSettings);
  }

  openFolders(folders: readonly string[]): void {
    this.disk.open(folders.flatMap((uri) => pathOf(uri) ?? []));
    this.reports.expireAll();
  }

  /** Everything speaks by the settings from now on. */
  apply(settings: Settings): void {
    this.settings = settings;
    const locale = settings.language === 'auto' ? this.client.locale : settings.language;
    this.#texts = this.#textsIn(/^ko\b/i.test(locale) ? 'ko' : 'en');
    this.units.judgeBy({ rules: this.materials.rules, speech: speechOf(settings) });
    this.reports.expireAll();
  }

  /** The units that a document of the client is part of, as they are now. */
  snapshotsOf(clientUri: string): readonly Snapshot[] {
    return this.units.of(canonicalUri(clientUri));
  }

  #textsIn(language: Language): Texts {
    let texts = this.#languages.get(language);
    if (!texts) this.#languages.set(language, (texts = textsOf(language, this.materials.textData(language))));
    return texts;
  }
}
