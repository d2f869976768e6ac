"""The proof of the synchronisation: where each trap of SYNC.md's table is tested.

Every row has a test that fails without its rule (``test_machine_catches`` shows it for those
marked with a star), and is also met by chance in the state machine (``machine``, on the centre in
memory and on PostgreSQL) and among real processes (``tests/torture/sync``).

========================== =======================================================================
Trap                       Tests
========================== =======================================================================
cursor skips late commits  central/test_traps ``test_gapless_cursor_with_many_writers``;
                           torture/sync/together ``push_together`` (two workers)
transaction-id horizons    not used
batch cut in the middle *  central/test_traps ``test_batch_cut``, ``…_by_the_end_of_the_database…``;
                           test_engine ``test_batch_cut_in_the_middle_is_carried_on``;
                           scenarios ``a_lost_answer_is_given_again``
poison operation *         central/test_traps ``test_poison_operation_at_every_position``;
                           test_traps ``test_poison_operation_is_quarantined_at_every_position``;
                           central/test_taken; setbacks ``a_value_taken_gives_way``
clock wrong                central/test_traps ``test_clock_wrong_by_years_changes_no_order``;
                           test_traps ``test_clock_wrong_by_ten_years_changes_no_outcome``
expiring deduplication *   ``test_replay_after_a_year_gets_the_stored_answer`` (both halves);
                           scenarios ``a_replay_is_not_applied_again``
cursor before data *       test_traps ``test_cursor_and_rows_advance_together_…``;
                           scenarios ``killed_between_rows_and_cursor``
schema drift               central/test_traps ``test_schema_drift_…``; test_traps
                           ``test_schema_drift_keeps_unknown_fields_for_a_later_program``,
                           ``test_a_store_of_every_released_revision_sends_its_outbox``
large first sync *         central/test_traps ``test_large_first_sync_by_pages_while_others_write``;
                           test_traps ``test_large_first_sync_resumes_by_page``;
                           scenarios ``a_first_sync_while_others_write``
revoked while offline *    central/test_traps_rights ``test_rights_revoked_while_offline``;
                           test_traps ``test_rights_revoked_while_offline_leave_the_work…``;
                           setbacks ``a_revoked_desk_s_work_is_put_aside`` and the next
row-level security         central/test_row_security (raw SQL as service, owner and analyst)
pooler                     central/test_traps_rights ``test_pooler_two_offices_interleaved…``
TLS not verified           test_transport (wrong host, expired, plain, another authority)
torn write-ahead log *     test_traps ``test_torn_write_ahead_log_takes_a_new_identity``;
                           torture/sync/test_stores ``test_a_damaged_write_ahead_log_…``
full disk                  torture/sync/test_stores ``test_a_full_disk_stops_a_sync_…``;
                           torture/test_full_disk
restored centre *          setbacks ``a_restored_centre_gets_again_…`` and the three after
cloned desk *              setbacks ``a_clone_takes_another_identity``;
                           central/test_traps_rights ``test_cloned_desk_…``
handed over, not seen *    setbacks ``a_desk_put_back_keeps_nobody_it_handed_over`` and the next,
                           ``a_file_left_behind_goes``
deletion against edit *    scenarios ``edit_of_a_deleted_record_…``, ``deletion_of_an_edited_…``
========================== =======================================================================

Besides: both endpoints under malformed input, central/test_fuzzing and central/test_app; the merge
alone, tests/domain/test_field_merge; flipped bytes, torture/sync/test_stores.
"""
