import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { filesOfPdfJs, pagesByPlace } from './pdf-js.ts';

export default defineConfig({
  plugins: [react(), filesOfPdfJs()],
  worker: { format: 'es', plugins: () => [pagesByPlace()] },
  // Our own packages are taken from source, as everywhere.
  resolve: { conditions: ['@pst/source', ...defaultClientConditions] },
  build: { target: 'es2023', sourcemap: false },
  server: { host: '127.0.0.1', proxy: { '/v1': 'http://127.0.0.1:8080' } },
});
