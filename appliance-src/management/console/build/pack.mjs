// Compresses what the manager serves once, here, instead of at every request.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const WORTH_COMPRESSING = /\.(?:html|js|css|svg|json|txt|map)$/;
const SMALLEST = 512;
const DIST = 'target/dist';

for (const entry of readdirSync(DIST, { recursive: true })) {
  const path = join(DIST, String(entry));
  if (!WORTH_COMPRESSING.test(path) || !statSync(path).isFile()) continue;
  const content = readFileSync(path);
  if (content.length >= SMALLEST) writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
