import { serve } from './lsp/server.ts';
import { loadMaterials } from './materials.ts';

// Nothing but protocol messages may reach the standard output.
console.log = console.error;
console.info = console.error;
console.debug = console.error;

serve(process.stdin, process.stdout, loadMaterials(), (code) => process.exit(code));
