export const record = 'record'
