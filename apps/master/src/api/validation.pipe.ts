import { ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { pathText } from './problem.filter.js';
import { Problem } from './problem.js';

/** Checks a body against its DTO. Fields that the DTO does not know are ignored: old agents may send more. */
export class BodyPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidUnknownValues: true,
      exceptionFactory: (errors) => {
        const faults = errors.flatMap((error) => faultsOf(error, []));
        return new Problem(400, faults.map((fault) => fault.detail).join('; '), { errors: faults });
      },
    });
  }
}

function faultsOf(error: ValidationError, above: readonly string[]): { path: string; detail: string }[] {
  const place = [...above, error.property];
  const path = pathText(place);
  const own = error.constraints && Object.keys(error.constraints).length > 0 ? [{ path, detail: sentence(error, path) }] : [];
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, place))];
}

/** One sentence a field, although every check that failed has its own. */
function sentence(error: ValidationError, path: string): string {
  if (error.value === undefined) return `${path} is missing`;
  const [first = `${error.property} is wrong`] = Object.values(error.constraints ?? {}).reverse();
  return first.replace(error.property, path);
}
