export const allocation = 'allocation'
