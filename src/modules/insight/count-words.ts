const written = new Intl.NumberFormat('en-GB')

/** '1,420'. */
export const count = (many: number): string => written.format(many)
