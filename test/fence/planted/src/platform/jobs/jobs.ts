export const jobs = 'jobs'
