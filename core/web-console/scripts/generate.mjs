// Writes the API client's types from the OpenAPI document that the rest-api module generates.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const document = resolve(root, process.env.OPENAPI ?? '../rest-api/target/generated/openapi/openapi.json');
const target = resolve(root, 'src/api/schema.d.ts');

if (!existsSync(document)) {
  console.error(`No OpenAPI document at ${document}. Build core/rest-api first, or name another one in OPENAPI.`);
  process.exit(1);
}
const types = astToString(await openapiTS(pathToFileURL(document)));
// An unchanged file keeps its time stamp, so that editors and the dev server stay quiet.
if (!existsSync(target) || readFileSync(target, 'utf8') !== types) {
  writeFileSync(target, types);
}
