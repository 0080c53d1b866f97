/** The same as in package.json (a test compares them); a constant, so that a one-file bundle carries it. */
export const VERSION = '0.1.0';
