import { earliest } from '../../platform/clocks/intervals.ts'
import { chapterDuties } from '../../platform/record/duties.ts'
import { ploDuration } from './clocks.ts'
import { preProceedings } from './record.ts'

export const duties = chapterDuties({ preProceedings }, [
  {
    clock: ploDuration,
    stoppedBy: 'pre-proceedings',
    arises: ({ child, preProceedings: all }) =>
      all.flatMap(({ id, letterSentOn, decidedOn, appliedOn }) =>
        letterSentOn === null
          ? []
          : [{ recordId: id, since: letterSentOn, met: earliest(decidedOn, appliedOn), ended: child.diedOn }],
      ),
  },
])
