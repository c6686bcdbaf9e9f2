// Azurite's table service, which ends when standard input ends: so it never outlives the lab, however that dies.
// Arguments: port, directory.
import { createRequire } from "node:module";

const [port, directory] = process.argv.slice(2);
const GRACE_MS = 3000;

// Azurite writes its data down when it closes, which it does on SIGINT.
process.stdin.on("end", () => {
  setTimeout(() => process.exit(0), GRACE_MS).unref();
  process.emit("SIGINT");
});
process.stdin.resume();

process.argv.splice(
  2,
  process.argv.length,
  "--tableHost", "127.0.0.1",
  "--tablePort", port,
  "--location", directory,
  "--silent",
  "--skipApiVersionCheck",
  "--disableTelemetry",
);
createRequire(import.meta.url)("azurite/dist/src/table/main.js");
