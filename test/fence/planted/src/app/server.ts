export const server = 'a server'
