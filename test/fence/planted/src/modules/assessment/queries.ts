export const inside = 'for this chapter alone'
