export {
  type Fault,
  FaultLog,
  formatFault,
  formatFaults,
  formatPath,
  oneOf,
  type Path,
  type Place,
  show,
  sortFaults,
} from './fault.js';
export { FileWatch, type Look } from './file-watch.js';
export { fingerprint } from './fingerprint.js';
export { Field, type FieldInfo, type FieldOptions, fieldsOf, type Section, type Shape } from './field.js';
export * from './fields.js';
export { type Entry, mergeNodes, type Node } from './node.js';
export { nearest } from './nearest.js';
export { type Items, readConfig, type ReadOptions, type ReadResult, type Written } from './read-config.js';
export { isPattern, sourcesOf, type Texts, yamlFilesOf } from './several.js';
export { type JsonSchema, jsonSchemaOf } from './json-schema.js';
export * as rules from './rules.js';
export { type Rule } from './rules.js';
export { referenceRows } from './reference.js';
