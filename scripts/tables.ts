// Says which facts of `rules/tables/` were never compared with their source, or more than a year ago: `node scripts/tables.ts [date]`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isRecord } from './rules/conditions.ts';

const folder = join(import.meta.dirname, '../rules/tables');

/** A row that is due, with the day it was checked, or `never`. */
interface OldRow {
  readonly table: string;
  readonly key: string;
  readonly checked: string;
}

function oldRows(before: string): OldRow[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().flatMap((table) => {
    const data: unknown = parse(readFileSync(join(folder, table), 'utf8'));
    if (!isRecord(data) || !Array.isArray(data['rows'])) return [];
    return data['rows'].flatMap((row: unknown) => {
      const key = isRecord(row) ? String(row['key']) : String(row);
      const checked = String((isRecord(row) ? row['checked'] : undefined) ?? data['checked']);
      return checked === 'never' || checked < before ? [{ table, key, checked }] : [];
    });
  });
}

function aYearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4)}`;
}

const today = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const old = oldRows(aYearBefore(today));
for (const { table, key, checked } of old) console.log(`rules/tables/${table}: ${key}, checked: ${checked}`);
console.log(`${String(old.length)} rows are older than a year or were never checked.`);
