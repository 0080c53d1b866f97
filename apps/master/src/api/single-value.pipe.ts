import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { Problem } from './problem.js';

/** `?tags=eu&tags=us` is as good as `?tags=eu,us`. */
const REPEATABLE = new Set<string | undefined>(['tags']);

/** Every other parameter of a query is not given twice (`?domain=a&domain=b`). */
export class SingleValuePipe implements PipeTransform {
  transform(value: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type === 'query' && Array.isArray(value) && !REPEATABLE.has(data))
      throw new Problem(400, `${data ?? 'a parameter'} is given ${value.length} times; it is taken once`);
    return value;
  }
}
