const COLOURS = { master: 36, 'agent-1': 34, 'agent-2': 35, 'agent-3': 33, demo: 32 };
const coloured = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

export const paint = (code, text) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = (text) => paint(1, text);

/** One line, with the name of who says it in front. */
export const say = (name, line) => console.log(`${paint(COLOURS[name] ?? 37, name.padEnd(7))} │ ${line}`);
