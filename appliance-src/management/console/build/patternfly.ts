import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PACKAGES = ['react-core', 'react-table', 'react-icons'] as const;
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*['"]@patternfly\/(react-core|react-table|react-icons)['"];?/g;

/**
 * Takes each PatternFly component from its own directory instead of from the index of the package: the index brings the
 * style sheets of every component there is, ten times what the console needs.
 */
export function patternflyByComponent(): Plugin {
  const homes = new Map<string, Record<string, string>>(
    PACKAGES.map((name) => [name, JSON.parse(readFileSync(`node_modules/@patternfly/${name}/dist/dynamic-modules.json`, 'utf8')) as Record<string, string>]),
  );
  const rewrite = (names: string, library: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => {
        const home = homes.get(library)?.[name.split(/\s+as\s+/)[0] ?? ''];
        if (home === undefined) throw new Error(`@patternfly/${library} has no ${name}`);
        return `import { ${name} } from '@patternfly/${library}/${home}';`;
      })
      .join(' ');
  return {
    name: 'patternfly-by-component',
    enforce: 'pre',
    apply: (_config, { mode }) => mode !== 'test',
    transform: (code, id) =>
      /\.[cm]?[jt]sx?$/.test(id) && code.includes('@patternfly/') ? { code: code.replace(IMPORT, (_all, names: string, library: string) => rewrite(names, library)), map: null } : null,
  };
}

/** Leaves PatternFly's own fonts and decorative pictures out: the console brings one font and shows no pictures. */
export function patternflyWithoutFonts(): Plugin {
  return {
    name: 'patternfly-without-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('@patternfly') && id.endsWith('.css')
        ? { code: code.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/url\((["']?)[^)"']*Bkg-Generic[^)]*\)/g, 'none'), map: null }
        : null,
  };
}
