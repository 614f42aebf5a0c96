import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Operation {
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

const file = new URL('../../docs/openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** Every operation, as "POST /api/v1/use-cases/{useCase}/adoption". */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

/** Returns what is wrong with the document by the rules of OpenAPI 3.1; empty when nothing is. */
export async function findDocumentProblems(): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  return valid ? [] : errors;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document, 'openapi');
const validators = new Map<string, ValidateFunction>();
const pointer = (...parts: readonly string[]) =>
  parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** Returns what is wrong with a value by the schema at a place of the document. */
function findProblems(value: unknown, ...place: readonly string[]): readonly string[] {
  const ref = `openapi#/${pointer(...place)}`;
  const validate = validators.get(ref) ?? ajv.compile({ $ref: ref });
  validators.set(ref, validate);
  return validate(value) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
}

/** Returns what is wrong with an answer by the document: its status, its type or its body. */
export function findAnswerProblems(
  path: string,
  method: 'get' | 'post',
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): readonly string[] {
  const described = document.paths[path]?.[method]?.responses[status];
  if (!described) return [`${status} is not in the document`];
  const mediaType = type.split(';')[0] ?? '';
  if (!described.content?.[mediaType]) return [`${mediaType} is not in the document for ${status}`];
  const body = mediaType === 'application/json' ? JSON.parse(text) : text;
  const place = ['paths', path, method, 'responses', String(status), 'content', mediaType, 'schema'];
  return findProblems(body, ...place);
}

/** True when the document accepts a body. */
export const acceptsBody = (path: string, body: unknown): boolean =>
  findProblems(body, 'paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema').length ===
  0;
