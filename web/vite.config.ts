import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console: built once into web/dist and served by the API from its own host. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: ['chrome92'], chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
