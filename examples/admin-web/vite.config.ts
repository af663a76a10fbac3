import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Relative addresses: the build can be served from any path.
  base: "./",
  plugins: [react()],
  server: {
    // In development as in production, page and service share one origin.
    proxy: { "/api": { target: process.env.STOCKROOM_URL ?? "http://localhost:8000", changeOrigin: true } },
  },
  test: { testTimeout: 60_000, hookTimeout: 180_000 },
});
