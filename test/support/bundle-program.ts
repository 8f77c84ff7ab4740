import { fileURLToPath } from "node:url";
import { build } from "rolldown";

// Puts the modules that tsc built into the few files that the program starts from: finding, reading and linking
// each of a hundred small modules takes longer than running most of them.
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

await build({
  input: { start: `${dist}cli/start.js`, worker: `${dist}ingest/worker.js` },
  platform: "node",
  // Packages stay what npm installed, under their own licences.
  external: /^[^./]/,
  output: { dir: `${dist}program`, format: "esm", cleanDir: true },
  logLevel: "warn",
});
