export const files = 'files'
