-- What is done later and by itself: the queue's own tables, lent to the application, and the mark of each job done. No law: decisions §9.

-- The queue's package has made its own schema by now, under the owner. The application may work the queue, and cannot change it.
grant usage on schema graphile_worker to holdfast_app;
grant select on graphile_worker.migrations, graphile_worker.jobs to holdfast_app;
grant select, insert, update, delete on graphile_worker._private_jobs, graphile_worker._private_job_queues to holdfast_app;
grant select, insert on graphile_worker._private_tasks to holdfast_app;
grant select, insert, update on graphile_worker._private_known_crontabs to holdfast_app;
create policy holdfast_app on graphile_worker._private_jobs to holdfast_app using (true) with check (true);
create policy holdfast_app on graphile_worker._private_job_queues to holdfast_app using (true) with check (true);
create policy holdfast_app on graphile_worker._private_tasks to holdfast_app using (true) with check (true);
create policy holdfast_app on graphile_worker._private_known_crontabs to holdfast_app using (true) with check (true);

-- Written in the transaction that holds the job's effect: a job taken up again finds it, and does nothing twice.
create table job_done (
  job_id   bigint primary key,
  name     text not null,
  done_at  timestamptz not null default now()
);
create index on job_done (name, done_at);

-- What an older server was asked and did not finish.
select graphile_worker.add_job('rebuild-clocks', json_build_object('rebuild', id, 'after', null), queue_name => 'rebuild-clocks')
  from clock_rebuild where finished_at is null;
