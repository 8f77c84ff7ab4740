import { fileURLToPath } from "node:url";
import { build } from "rolldown";

// Puts the modules that tsc built into the few files that the program starts from: finding, reading and linking
// each of a hundred small modules takes longer than running most of them.
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

await build({
  input: { start: `${dist}cli/start.js`, worker: `${dist}ingest/worker.js` },
  platform: "node",
  // Nobody imports from the two.
  preserveEntrySignatures: false,
  // Packages stay what npm installed, under their own licences.
  external: /^[^./]/,
  output: {
    dir: `${dist}program`,
    format: "esm",
    cleanDir: true,
    // Every report loads these, and so do others a part of them: left alone, they are nine files.
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: "targets", test: /\/targets\/(target-table|table|target|class-names)\.js$/ },
        {
          name: "summary",
          test: /\/report\/(language|figures|glyphs|text|theme|table|class-role|headline|sides|summary-\w+|messages\/(en|ja|ja-\w+))\.js$/,
        },
      ],
    },
  },
  logLevel: "warn",
});
