-- The board also asks for contacts whose referrer disagrees: few, found by themselves, so that the rest are found by their own index too. Processes §2.
create index contact_disputed on contact (disputed_on) where state = 'disputed';
