// Installs the lab's npm packages by the lock file, once: a marker remembers which lock file they came from.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
const marker = "node_modules/.installed-from";
if (!existsSync(marker) || readFileSync(marker, "utf8") !== lock) {
  console.log("Installing the lab's npm packages (once, about half a minute)...");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--omit=optional", "--ignore-scripts"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  writeFileSync(marker, lock);
}
