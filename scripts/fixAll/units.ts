// Every template and Terraform module below a folder, read and judged as the command line does it.
import { Disk } from '../../server/lsp/disk.ts';
import { allReaders } from '../../server/service/reader.ts';
import type { Snapshot, Terms } from '../../server/service/snapshot.ts';
import { Units } from '../../server/service/units.ts';

/** The units whose key holds `only`, each once. */
export function* unitsBelow(folder: string, terms: Terms, only = ''): Generator<Snapshot> {
  const disk = new Disk([folder]);
  const units = new Units(disk, allReaders(), terms);
  const seen = new Set<string>();
  for (const uri of disk.walk()) {
    if (!uri.includes(only)) continue;
    for (const snapshot of units.of(uri)) {
      if (seen.has(snapshot.unit)) continue;
      seen.add(snapshot.unit);
      yield snapshot;
    }
  }
}
