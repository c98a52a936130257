// What Chrome's memory panel reads of a snapshot: a line of JSON per node.
// usage: node retained.mjs heap-snapshot-toolkit/index.js FILE.heapsnapshot
import { createReadStream } from "node:fs";
import { pathToFileURL } from "node:url";

const [toolkit, file] = process.argv.slice(2);
const { parse } = await import(pathToFileURL(toolkit));
const snapshot = await parse(createReadStream(file, "utf-8"));
for (const nodes = snapshot.allNodes(); nodes.hasNext(); nodes.next()) {
    const n = nodes.item();
    console.log(JSON.stringify([n.id(), n.type(), n.name(), n.selfSize(), n.retainedSize(), n.edgesCount()]));
}
