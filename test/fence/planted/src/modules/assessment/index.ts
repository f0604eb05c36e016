export const assessment = 'assessment'
