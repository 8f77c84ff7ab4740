import { cpSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type ChunkingContext, type Plugin } from "rolldown";

// Puts the modules that tsc built into the few files that the program starts from: finding, reading and linking
// each of a hundred small modules takes longer than running most of them.
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const program = `${dist}program/`;

/** Node's own modules, each loaded when something of it is first used: most runs need no crypto, zlib or child processes. */
const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  renderChunk(code) {
    return code.replace(
      /^let (node_\w+) = (require\("node:[\w/]+"\));\n(?:\1 = [\w.]*__toESM\(\1, 1\);\n)?/gm,
      (_, name: string, required: string) => {
        const members = new Set(
          [...code.matchAll(RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, member = ""]) => member),
        );
        const getters = [...members].map((member) => {
          return `get ${member}() { return ${required}${member === "default" ? "" : `.${member}`}; }`;
        });
        return `const ${name} = { ${getters.join(", ")} };\n`;
      },
    );
  },
};

/** CommonJS: Node takes 10 ms less to load it than as many ECMAScript modules. */
const shared: BuildOptions = {
  platform: "node",
  plugins: [lazyBuiltins],
  logLevel: "warn",
};

/** Packages stay what npm installed, but for commander, each file of which every run would have to find and link. */
const packages = /^(?!commander$)[^./]/;

/** What the two stages of a report load, each into one file, but for what lighter commands need some of. */
const stages = { reading: "cli/commands/analyze", reporting: "cli/finish-report" };
const light = ["cli/start", "cli/error-text", "cli/commands/targets", "cli/commands/check"];

/** The name of a module's file; null leaves it to who shares the module. */
function chunkOf(id: string, graph: ChunkingContext): string | null {
  const isIn = (root: string): boolean => closureOf(`${dist}${root}.js`, graph).has(id);
  if (light.some(isIn)) return null;
  return Object.entries(stages).find(([, root]) => isIn(root))?.[0] ?? null;
}

/** A module with all that it imports before it runs. */
function closureOf(id: string, graph: ChunkingContext, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found;
  found.add(id);
  for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) closureOf(imported, graph, found);
  return found;
}

/** What draws on terminals: Ink cannot be required. Who shows something waits for Ink, not for these. */
const drawn = ["progress", "summary"];

await build({
  ...shared,
  input: { start: `${dist}cli/start.js` },
  external: packages,
  preserveEntrySignatures: "allow-extension",
  plugins: [
    lazyBuiltins,
    {
      name: "drawn",
      resolveId(id) {
        const name = /^\.\/(progress|summary)\.js$/.exec(id)?.[1];
        return name === undefined ? null : { id: `./${name}.mjs`, external: true };
      },
    },
  ],
  output: {
    dir: program,
    format: "cjs",
    cleanDir: true,
    comments: false,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: "stages", name: chunkOf }] },
  },
});
await build({
  ...shared,
  input: { worker: `${dist}ingest/worker.js` },
  external: packages,
  output: { dir: program, format: "cjs", codeSplitting: false },
});
await build({
  ...shared,
  input: Object.fromEntries(drawn.map((name) => [name, `${dist}ui/${name}.js`])),
  external: packages,
  plugins: [],
  output: { dir: program, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
});
writeFileSync(`${program}package.json`, `{ "type": "commonjs" }\n`);
cpSync(fileURLToPath(new URL("../../node_modules/commander/LICENSE", import.meta.url)), `${program}LICENSE.commander`);
