import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  name: string;
  version: string;
  license: string;
}

/** What may ship inside our jar. The font's licence binds the font alone. */
const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']);
const FONTS = new Set(['@fontsource-variable/inter']);

function homeOf(moduleId: string): string | undefined {
  const path = moduleId.replace(/^\0/, '').replace(/\?.*$/, '');
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  return match?.[1];
}

function textOf(home: string): string {
  for (let folder = home; folder.includes('node_modules'); folder = dirname(folder)) {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
    if (folder === home && folder.includes('/@')) continue;
    break;
  }
  return '';
}

/** Writes the licences of everything bundled into `third-party-licences.txt`, and refuses what may not ship. */
export function licences(): Plugin {
  const homes = new Set<string>();
  return {
    name: 'licences',
    apply: 'build',
    moduleParsed({ id }) {
      const home = homeOf(id);
      if (home !== undefined && existsSync(join(home, 'package.json'))) homes.add(home);
    },
    generateBundle() {
      const parts = [...homes].sort().map((home) => {
        const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest;
        if (!ALLOWED.has(license) && !(FONTS.has(name) && license === 'OFL-1.1')) this.error(`${name} ${version} is under ${license}, which may not ship.`);
        return `${name} ${version}\nLicence: ${license}\n\n${textOf(home)}\n`;
      });
      this.emitFile({ type: 'asset', fileName: 'third-party-licences.txt', source: parts.join(`\n${'-'.repeat(80)}\n\n`) });
    },
  };
}
