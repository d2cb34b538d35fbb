import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { licences } from './build/licences';
import { patternflyByComponent, patternflyWithoutFonts } from './build/patternfly';

const backend = process.env['SALLYPORT_URL'] ?? 'https://localhost:8443';

export default defineConfig({
  plugins: [patternflyByComponent(), patternflyWithoutFonts(), react(), licences()],
  build: {
    outDir: 'target/dist',
    emptyOutDir: true,
    // The content security policy allows no data: fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(?!@patternfly)/.test(id) ? 'react' : id.includes('node_modules') ? 'patternfly' : undefined),
      },
    },
  },
  server: {
    // The workbench's certificate is made at its first start, so nobody signed it.
    // The system takes changes from its own origin only, so the proxy speaks as that.
    proxy: { '/api': { target: backend, secure: false, changeOrigin: true, headers: { origin: backend } } },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    // make test sums its counts over reports of this form
    reporters: ['default', 'junit'],
    outputFile: { junit: 'target/vitest-reports/TEST-console.xml' },
  },
});
