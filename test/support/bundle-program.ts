import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  build,
  type BuildOptions,
  type ChunkingContext,
  type OutputOptions,
  type Plugin,
  type RolldownOutput,
} from "rolldown";

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
        const uses = code.matchAll(RegExp(`\\b${name}\\.(\\w+)`, "g"));
        const getters = [...new Set([...uses].map(([, member = ""]) => member))].map((member) => {
          const loaded = `(${name}_loaded ??= ${required})`;
          return `get ${member}() { return ${loaded}${member === "default" ? "" : `.${member}`}; }`;
        });
        return `let ${name}_loaded;\nconst ${name} = { ${getters.join(", ")} };\n`;
      },
    );
  },
};

/** What draws on terminals stays outside, as modules: Ink waits while it loads, so it cannot be required. */
const drawn = { progress: "ui/progress", summary: "ui/summary", "open-explorer": "ui/explorer/open-explorer" };
const drawnOutside: Plugin = {
  name: "drawn-outside",
  resolveId(id) {
    const name = Object.keys(drawn).find((one) => id.endsWith(`/${one}.js`));
    return name === undefined ? null : { id: `./${name}.mjs`, external: true };
  },
};

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

const shared: BuildOptions = {
  platform: "node",
  // Packages stay what npm installed, but for commander, of which every run would have to find and link ten files.
  external: /^(?!commander$)[^./]/,
  logLevel: "warn",
};
/** CommonJS takes Node 10 ms less to load than as many ECMAScript modules. */
const required: OutputOptions = { dir: program, format: "cjs", comments: false };

const built: RolldownOutput[] = [];
built.push(
  await build({
    ...shared,
    input: { start: `${dist}cli/start.js` },
    preserveEntrySignatures: "allow-extension",
    plugins: [lazyBuiltins, drawnOutside],
    output: {
      ...required,
      cleanDir: true,
      codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: "stages", name: chunkOf }] },
    },
  }),
);
/** The programs of threads; that of the explorer begins with a few lines of its own. */
const threads = [
  { name: "worker", path: "ingest/worker", isSplit: false },
  { name: "engine-worker", path: "cli/explore/engine-worker", isSplit: true },
];
for (const { name, path, isSplit } of threads) {
  built.push(
    await build({
      ...shared,
      input: { [name]: `${dist}${path}.js` },
      plugins: [lazyBuiltins, drawnOutside],
      // What the program loads late, the engine has at once.
      checks: { ineffectiveDynamicImport: false },
      output: { ...required, codeSplitting: isSplit },
    }),
  );
}
// Ink and React with what they load are 200 files: found one by one they take 230 ms, in one file 100.
built.push(
  await build({
    platform: "node",
    logLevel: "warn",
    input: Object.fromEntries(Object.entries(drawn).map(([name, path]) => [name, `${dist}${path}.js`])),
    // Loaded by Ink for developers alone.
    external: ["react-devtools-core"],
    transform: { define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' } },
    output: {
      dir: program,
      format: "esm",
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].mjs",
      comments: false,
      minify: true,
    },
  }),
);
writeFileSync(`${program}package.json`, `{ "type": "commonjs" }\n`);
writeFileSync(`${program}LICENSES`, listLicenses(built.flatMap(({ output }) => output)));

/** The licences of the packages that went into the files, which go with them. */
function listLicenses(chunks: readonly RolldownOutput["output"][number][]): string {
  const modules = chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(id)?.[0] ?? []));
  const texts = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8")) as Record<
      string,
      string
    >;
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? "" : `\n${readFileSync(`${folder}${file}`, "utf8").trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
  });
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}
