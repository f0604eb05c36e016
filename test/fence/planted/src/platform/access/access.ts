export const access = 'access'
