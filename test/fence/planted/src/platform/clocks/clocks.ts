export const clocks = 'clocks'
