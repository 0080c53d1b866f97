export * from './fields.js';
export * from './problem.dto.js';
export * from './report.dto.js';
export * from './status.dto.js';
export * from './task.dto.js';
