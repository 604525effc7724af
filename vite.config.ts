// How the renderer is built: a plain page with relative addresses, so that it works under app:// and under a loopback server.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    // A font or a picture as a data: address would need a wider policy for little gain.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
