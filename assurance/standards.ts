/** What the page says of the standards beside the figures. */
export const standards = (): readonly string[] => []
