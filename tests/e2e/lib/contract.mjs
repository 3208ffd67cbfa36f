// Holds every answer against api/openapi.yaml: status, media type, schema, and nothing undocumented.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { root } from './demo.mjs';

export const document = parse(readFileSync(join(root, 'api', 'openapi.yaml'), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addSchema(document, 'settle');
const validators = new Map();

function follow(node) {
  let at = node;
  while (at?.$ref) {
    at = at.$ref
      .slice(2)
      .split('/')
      .reduce((inside, part) => inside[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  return at;
}

const operations = Object.entries(document.paths).flatMap(([template, item]) =>
  ['get', 'put', 'post', 'delete', 'patch']
    .filter((method) => item[method])
    .map((method) => ({
      template,
      method,
      id: item[method].operationId,
      matches: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
      node: item[method],
    })),
);

export function operationOf(method, path) {
  const bare = path.split('?')[0];
  return operations.find((one) => one.method === method.toLowerCase() && one.matches.test(bare));
}

export const operationIds = operations.map((one) => one.id);
const seen = new Map();
/** Which statuses every operation answered with, for a look at what was never tried. */
export const answersSeen = () => seen;

function validatorOf(schema) {
  const key = JSON.stringify(schema);
  if (!validators.has(key)) {
    // A fragment keeps its references into the document by borrowing the document's name.
    const absolute = JSON.parse(key, (name, value) =>
      name === '$ref' && value.startsWith('#/') ? `settle${value}` : value,
    );
    validators.set(key, ajv.compile(absolute));
  }
  return validators.get(key);
}

function check(schema, value, what) {
  const validate = validatorOf(schema);
  if (validate(value)) return;
  const faults = validate.errors
    .slice(0, 6)
    .map((fault) => `${fault.instancePath || '/'} ${fault.message} ${JSON.stringify(fault.params)}`);
  throw new Error(
    `${what} is not what the contract says:\n${faults.join('\n')}\n${JSON.stringify(value).slice(0, 1200)}`,
  );
}

/** Every schema that may describe this value, through references and combinations. */
function alternatives(schema) {
  const node = follow(schema);
  if (!node) return [];
  return [node, ...['allOf', 'anyOf', 'oneOf'].flatMap((how) => (node[how] ?? []).flatMap(alternatives))];
}

/** Members of the answer that the contract does not mention. */
function undocumented(schemas, value, path) {
  if (Array.isArray(value)) {
    const items = schemas.filter((schema) => schema.items).flatMap((schema) => alternatives(schema.items));
    return items.length === 0 ? [] : value.flatMap((one, at) => undocumented(items, one, `${path}/${at}`));
  }
  if (value === null || typeof value !== 'object') return [];
  const described = schemas.filter((schema) => schema.properties || schema.additionalProperties);
  if (described.length === 0) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const here = described.flatMap((schema) => {
      if (schema.properties?.[name]) return alternatives(schema.properties[name]);
      return typeof schema.additionalProperties === 'object' ? alternatives(schema.additionalProperties) : [];
    });
    return here.length === 0 ? [`${path}/${name}`] : undocumented(here, inside, `${path}/${name}`);
  });
}

/** Throws unless the answer to this call is one the contract describes. */
export function checkAnswer(method, path, status, type, body) {
  const operation = operationOf(method, path);
  const what = `${status} of ${method} ${path}`;
  const media = type.split(';')[0].trim();
  if (!operation) {
    if (media !== 'application/problem+json')
      throw new Error(`${what}: not in the contract, and no problem document but ${type}`);
    check({ $ref: '#/components/schemas/Problem' }, body, what);
    return;
  }
  if (!seen.has(operation.id)) seen.set(operation.id, new Set());
  seen.get(operation.id).add(status);
  const response = follow(operation.node.responses[status] ?? operation.node.responses.default);
  if (!response) throw new Error(`${what}: the contract has no such status`);
  const isSuccess = status < 400;
  if (isSuccess && !operation.node.responses[status])
    throw new Error(`${what}: a success that the contract does not list`);
  if (!response.content) {
    if (body !== undefined && body !== '') throw new Error(`${what}: a body where there is none`);
    return;
  }
  const described = response.content[media];
  if (!described) throw new Error(`${what}: media type ${type}, expected ${Object.keys(response.content)}`);
  if (!media.endsWith('json')) return;
  check(described.schema, body, what);
  const extra = undocumented(alternatives(described.schema), body, '');
  if (extra.length > 0)
    throw new Error(`${what}: members that the contract does not mention: ${extra.slice(0, 8).join(', ')}`);
}

/** Throws unless a body that is meant to be right is right. */
export function checkRequest(method, path, body) {
  const described = follow(operationOf(method, path)?.node.requestBody)?.content?.['application/json'];
  if (described && body !== undefined) check(described.schema, body, `the body of ${method} ${path}`);
}
