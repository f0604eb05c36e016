export const world = 'a world'
