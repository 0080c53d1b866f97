import { readFileSync, statSync } from 'node:fs';
import { type Problem } from '../client/api.js';
import { EXIT, Failure, misuse } from '../failure.js';

/** What the API takes. */
const LONGEST = 900_000;

/** A config that the master is asked about. It reads the files that the config names at its own place. */
export function configText(file: string): string {
  let text: string;
  try {
    if (statSync(file).isDirectory()) throw misuse(`${file} is a directory`, 'name one file');
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw misuse(`${file} cannot be read: ${code === 'ENOENT' ? 'no such file' : (code ?? String(error))}`);
  }
  if (text.length > LONGEST) throw misuse(`${file} is longer than the ${LONGEST} characters that the API takes`);
  return text;
}

/** The faults that the master found in a config are the user's to mend. */
export function configFaults(file: string, problem: Problem): Failure {
  if (problem.status !== 400 || !problem.detail.startsWith('the config has ')) return problem;
  const faults = problem.errors.map(({ path, detail }) => {
    const [, line, said = detail] = /^line (\d+): (.*)$/s.exec(detail) ?? [];
    return [line === undefined ? file : `${file}:${line}`, ...(path === '' ? [] : [path]), said].join(': ');
  });
  return new Failure(
    `${file} has ${problem.errors.length === 1 ? 'a fault' : `${problem.errors.length} faults`}`,
    faults,
    EXIT.usage,
  );
}
