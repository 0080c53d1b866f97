/** What the document says of a parameter of a query. */
export interface Looks {
  schema: { type?: string; oneOf?: object[]; minimum?: number; maximum?: number; default?: number; example: unknown };
}

const numeric = (type: string, minimum: number, maximum: number, standard: number): Looks => ({
  schema: { type, minimum, maximum, default: standard, example: standard },
});
export const aNumber = (least: number, most: number, standard: number): Looks => numeric('number', least, most, standard);
export const wholeNumber = (least: number, most: number, standard: number): Looks => numeric('integer', least, most, standard);

/** An event’s id. */
export const ID: Looks = { schema: { type: 'integer', minimum: 1, example: 1767319445678000 } };

/** An event’s id, or milliseconds since 1970; or a time of day. */
export const NUMBER_OR_TIME: Looks = {
  schema: {
    oneOf: [
      { type: 'integer', minimum: 0 },
      { type: 'string', format: 'date-time' },
    ],
    example: '2026-01-02T03:04:05Z',
  },
};
